const { TestEnvironment } = require('jest-environment-node');

// Jest gives each test file a world of its own: its own globals, its own copy of every module. Of the packages from npm
// one copy a worker is enough, and loading them again for each file took longer than most files' tests. Here they are
// loaded once, outside of those worlds, and `transform.cjs` hands every file the same copy.

/** No syntax makes one of these: a world can do without its own, so that neither side ever sees a foreign one. */
const SHARED = ['Date', 'Map', 'Set', 'WeakMap', 'WeakSet', 'URL', 'URLSearchParams'];
/** These come from syntax and from V8, of the world they are in: there `instanceof` has to know both. */
const TWOFOLD = ['Error', 'Function', 'Promise', 'RegExp'];

const isInstance = Function.prototype[Symbol.hasInstance];

/** From here on `instanceof own` knows the other world's as well. What is derived from it is not concerned. */
function acknowledge(own, foreign) {
  Object.defineProperty(own, Symbol.hasInstance, {
    configurable: true,
    value(instance) {
      return isInstance.call(this, instance) || (this === own && isInstance.call(foreign, instance));
    },
  });
}

module.exports = class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    for (const name of SHARED) this.global[name] = globalThis[name];
    for (const name of TWOFOLD) {
      acknowledge(this.global[name], globalThis[name]);
      acknowledge(globalThis[name], this.global[name]);
    }
    this.global.loadPackage = (file) => require(file);
  }
};
