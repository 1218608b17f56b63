const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');

// In place of a package's own code, what hands out the copy that `environment.cjs` keeps.

const OWN_SOURCE = readFileSync(__filename);
/** Jest's global setup is in no test's world and takes the packages as they are. */
const isTest = () => process.env.JEST_WORKER_ID !== undefined;

module.exports = {
  getCacheKey(source, file, { supportsStaticESM }) {
    const facts = [OWN_SOURCE, source, file, String(supportsStaticESM), String(isTest())];
    return facts.reduce((hash, fact) => hash.update(fact).update('\0'), createHash('sha256')).digest('hex');
  },

  process(source, file, { supportsStaticESM }) {
    if (!isTest()) return { code: source };
    const loaded = `loadPackage(${JSON.stringify(file)})`;
    if (!supportsStaticESM) return { code: `module.exports = ${loaded};` };
    const names = Object.keys(require(file));
    const lines = names.map((name, at) => `const _${at} = it[${JSON.stringify(name)}];`);
    const exported = names.map((name, at) => `_${at} as ${JSON.stringify(name)}`);
    return { code: `const it = ${loaded};\n${lines.join('\n')}\nexport { ${exported.join(', ')} };` };
  },
};
