// Loaded into the bot that the sandbox runs: when the sandbox is gone, however it went, the bot goes too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
