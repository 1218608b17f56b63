/** How somebody reads numbers and days, as Slack knows it. The words stay English. */
export interface Reader {
  /** BCP 47: de-DE. */
  readonly locale: string;
  /** IANA: Europe/Berlin. */
  readonly timeZone: string;
}
