import { type Json, listIn, textIn, textOf } from '../../../json.js';
import { isSafeUrl } from '../../../mrkdwn/is-safe-url.js';
import { Icon } from '../../icon.js';
import { Menu } from '../../menu.js';
import { useSurface } from '../surface.js';
import { TroubleNote } from '../trouble-note.js';
import { useUnderWay } from '../under-way.js';
import type { ElementProps } from './labels.js';
import { Spinner } from './spinner.js';

export function OverflowElement({ block, element, labels }: ElementProps) {
  const { entries, confirm } = useSurface();
  const { isBusy, trouble, follow } = useUnderWay();
  const choices = listIn(element.options).map((option) => {
    const url = textIn(option.url);
    const choose = async () => {
      if (isBusy || !(await confirm(element.confirm))) return;
      if (isSafeUrl(url)) open(url, '_blank', 'noopener');
      await follow(entries.press({ block, element }, textIn(option.value)));
    };
    return { key: textIn(option.value), content: <OverflowWords option={option} />, choose };
  });
  return (
    <span className="control">
      <Menu label={labels.label} className="button overflow-button" choices={choices}>
        {isBusy ? <Spinner /> : <Icon name="more" />}
      </Menu>
      <TroubleNote trouble={trouble} />
    </span>
  );
}

function OverflowWords({ option }: { option: Json }) {
  return (
    <span className="menu-words">
      {textOf(option.text)}
      {option.description !== undefined && <small>{textOf(option.description)}</small>}
    </span>
  );
}
