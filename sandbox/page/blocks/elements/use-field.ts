import type { Trigger } from '../../../block-kit/dispatch.js';
import type { Json } from '../../../json.js';
import { textIn } from '../../../json.js';
import type { Placed } from '../placed.js';
import { useSurface } from '../surface.js';
import { type UnderWay, useUnderWay } from '../under-way.js';

export interface Field extends UnderWay {
  /** The element's entry in the state. */
  entry: Json;
  /** Asks the element's `confirm` first, if it has one. */
  choose(value: Json): Promise<void>;
  type(value: Json, trigger: Trigger): Promise<void>;
}

export function useField({ block, element }: Placed): Field {
  const { entries, confirm } = useSurface();
  const underWay = useUnderWay();
  const enter = async (value: Json, trigger: Trigger) => {
    await underWay.follow(entries.enter({ block, element }, value, trigger));
  };
  return {
    ...underWay,
    entry: entries.state[textIn(block.block_id)]?.[textIn(element.action_id)] ?? {},
    type: enter,
    choose: async (value) => {
      if (await confirm(element.confirm)) await enter(value, 'chosen');
    },
  };
}
