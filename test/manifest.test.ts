import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js';
import { COMMAND, SHORTCUT } from '../src/views/ids.js';
import { HISTORY_SCOPES, SCOPES } from './support/team.js';

const text = readFileSync(new URL('../manifest.json', import.meta.url), 'utf8');
const manifest = JSON.parse(text) as Manifest;

describe('manifest.json', () => {
  test('offers the commands that the bot answers, and no others', () => {
    const offered = manifest.features?.slash_commands?.map(({ command }) => command);
    expect(offered).toEqual(Object.values(COMMAND));
  });

  test('offers the shortcuts that the bot answers, and no others, by names that Slack takes', () => {
    const offered = manifest.features?.shortcuts ?? [];
    expect(offered.map(({ callback_id: id }) => id)).toEqual(Object.values(SHORTCUT));
    for (const { name } of offered) expect(name.length).toBeLessThanOrEqual(24);
  });

  test('asks for the scopes that every flow test runs with, and no others', () => {
    expect(manifest.oauth_config?.scopes?.bot).toEqual(SCOPES);
    expect(manifest.oauth_config?.scopes?.bot_optional).toEqual(HISTORY_SCOPES);
  });

  test("keeps to Slack's lengths, needs no address, and lets people be written to", () => {
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description?.length).toBeLessThanOrEqual(140);
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(text).not.toContain('http');
    expect(manifest.features?.app_home?.messages_tab_enabled).toBe(true);
  });
});
