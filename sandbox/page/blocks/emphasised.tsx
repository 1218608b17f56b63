import type { ReactNode } from 'react';

export interface Emphases {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  underline?: boolean;
  code?: boolean;
}

export function Emphasised({ bold, italic, strike, underline, code, children }: Emphases & { children: ReactNode }) {
  let text = children;
  if (code) text = <code>{text}</code>;
  if (strike) text = <s>{text}</s>;
  if (underline) text = <u>{text}</u>;
  if (italic) text = <em>{text}</em>;
  if (bold) text = <strong>{text}</strong>;
  return text;
}
