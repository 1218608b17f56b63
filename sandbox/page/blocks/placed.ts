import type { Json } from '../../json.js';

/** An element and the block it stands in. */
export interface Placed {
  block: Json;
  element: Json;
}
