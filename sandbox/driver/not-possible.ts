/** Something Slack's own client does not let a person do. The message is the sentence they would read. */
export class NotPossible extends Error {}
