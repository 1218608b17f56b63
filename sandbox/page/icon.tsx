// Drawn on a grid of 20, in the stroke of the text around them.
const PATHS = {
  hash: 'M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13.5M3 12.5h13.5',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'M5 5l10 10M15 5 5 15',
  reply:
    'M10 4c4.4 0 7 2.4 7 5.5S14.4 15 10 15c-.8 0-1.6-.1-2.3-.3L4 16.5l.8-3C3.7 12.5 3 11.1 3 9.5 3 6.4 5.6 4 10 4z',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  bolt: 'M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8.5H10.5z',
  send: 'M3.5 10 3 3.5 17.5 10 3 16.5z M3.5 10H10',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1',
  file: 'M5 2.5h6.5L15.5 6.5V17.5H5zM11.5 2.5V6.5H15.5',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  check: 'M4 10.5 8 14.5 16 5.5',
  down: 'M10 4v12M5 11l5 5 5-5',
  chevron: 'M5.5 8 10 12.5 14.5 8',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 4a3 3 0 0 1 0 5.3M15 11.8c1.8.7 3 2.4 3 4.7',
  flag: 'M5 17.5V3M5 4h10l-2.5 3.5L15 11H5',
  box: 'M3 6.5 10 3l7 3.5v7L10 17l-7-3.5zM3 6.5 10 10l7-3.5M10 10v7',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor">
      <path d={PATHS[name]} strokeWidth={name === 'more' ? 2.6 : 1.6} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
