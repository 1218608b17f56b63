import { useEffect } from 'react';

/** Draws a ring around what carries this `data-tour`. A rule and not a class: the element is drawn by others. */
export function useHighlight(target: string | undefined): void {
  useEffect(() => {
    if (target === undefined) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `[data-tour="${CSS.escape(target)}"] { outline: 3px solid #e8a317; outline-offset: -2px; animation: tour-ring 1.6s ease-in-out infinite; }`,
    );
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet);
    };
  }, [target]);
}
