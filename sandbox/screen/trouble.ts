/** What Slack says where the app did not answer, or not in a way that could be used. */
export const TROUBLE = 'We had some trouble connecting. Try again?';
