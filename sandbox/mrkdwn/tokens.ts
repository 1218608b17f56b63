export type Emphasis = 'bold' | 'italic' | 'strike';

/** A piece of mrkdwn. All text is as a person reads it: escapes are undone. */
export type Token =
  | { kind: 'text' | 'code' | 'codeBlock'; text: string }
  | { kind: Emphasis | 'quote'; content: Token[] }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'channel' | 'userGroup'; id: string; label?: string }
  | { kind: 'broadcast'; range: string }
  | DateToken;

export interface DateToken {
  kind: 'date';
  /** In seconds. */
  timestamp: number;
  format: string;
  url?: string;
  fallback: string;
}
