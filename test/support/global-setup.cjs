// Jest loads this file outside its own module system and cannot follow TypeScript's imports from there; tsx can.
module.exports = async function setUp() {
  const { tsImport } = await import('tsx/esm/api');
  const { startTestServer } = await tsImport('./global-database.ts', __filename);
  globalThis.stopTestServer = await startTestServer();
};
