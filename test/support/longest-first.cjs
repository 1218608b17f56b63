const Sequencer = require('@jest/test-sequencer').default;

/**
 * What lasts longest: begun last, it would be waited for alone. What waits for processes comes before what keeps the
 * machine busy, which would starve it.
 */
const LONG = [
  'flows/npm-start',
  'flows/killed',
  'flows/process',
  'flows/socket-mode',
  'services/books-model',
  'services/invoice-killed',
  'services/large-invoice',
  'browser/',
];

function rankOf({ path }) {
  const rank = LONG.findIndex((name) => path.includes(`/test/${name}`));
  return rank === -1 ? LONG.length : rank;
}

/** Jest's own order, which on a new machine knows nothing but the files' sizes, after the longest. */
module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rankOf(a) - rankOf(b));
  }
};
