import { readFileSync } from 'node:fs';
import { listIn, objectIn, textIn } from './json.js';
import type { ShownApp } from './screen/screen.js';

/** What a real Slack would know of the app and grant it: manifest.json. */
export function readManifest(): { app: Omit<ShownApp, 'userId'>; scopes: string[] } {
  const manifest = objectIn(JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8')));
  const features = objectIn(manifest.features);
  const { bot, bot_optional: optional } = objectIn(objectIn(manifest.oauth_config).scopes);
  return {
    app: {
      name: textIn(objectIn(features.bot_user).display_name),
      isReadOnly: objectIn(features.app_home).messages_tab_read_only_enabled === true,
      hasHome: objectIn(features.app_home).home_tab_enabled === true,
      commands: listIn(features.slash_commands).map((it) => ({
        command: textIn(it.command),
        description: textIn(it.description),
        usageHint: textIn(it.usage_hint),
      })),
      shortcuts: listIn(features.shortcuts).map((it) => ({
        name: textIn(it.name),
        callbackId: textIn(it.callback_id),
        type: it.type === 'message' ? 'message' : 'global',
        description: textIn(it.description),
      })),
    },
    scopes: [bot, optional].flatMap((list) => (Array.isArray(list) ? list.map(String) : [])),
  };
}
