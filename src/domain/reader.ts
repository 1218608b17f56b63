/** How somebody reads: their language, numbers and days, as Slack knows it. */
export interface Reader {
  /** BCP 47: de-DE. */
  readonly locale: string;
  /** IANA: Europe/Berlin. */
  readonly timeZone: string;
}
