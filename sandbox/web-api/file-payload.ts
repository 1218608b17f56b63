import type { Json } from '../json.js';
import { fileKindOf, fileTypeOf } from '../world/files.js';
import type { StoredFile } from '../world/types.js';
import type { World } from '../world/world.js';

/** A file as Slack returns it: File in @slack/web-api 8.2.0, types/response/FilesInfoResponse.d.ts. */
export function filePayload(world: World, file: StoredFile): Json {
  const { team } = world.identity;
  const isPrivate = (channel: string) => world.channels.get(channel)?.isPrivate === true;
  const places = [...new Set(file.sharedIn.map(({ channel }) => channel))];
  const channels = places.filter((id) => world.channels.has(id) && !isPrivate(id));
  const groups = places.filter(isPrivate);
  const sharesIn = (ids: string[]) =>
    Object.fromEntries(
      ids.map((id) => [id, file.sharedIn.filter((it) => it.channel === id).map(({ ts }) => ({ ts }))]),
    );
  const created = Math.floor(file.createdAt / 1000);
  const { mimetype, pretty } = fileKindOf(file.name);
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype,
    filetype: fileTypeOf(file.name),
    pretty_type: pretty,
    user: file.user,
    user_team: team.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: channels.length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${world.url}/sandbox/files/${file.id}`,
    url_private_download: `${world.url}/sandbox/files/${file.id}`,
    permalink: `https://${team.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    ...(file.altText === undefined ? {} : { alt_txt: file.altText }),
    channels,
    groups,
    ims: places.filter((id) => world.directs.has(id)),
    shares: {
      ...(channels.length > 0 ? { public: sharesIn(channels) } : {}),
      ...(groups.length > 0 ? { private: sharesIn(groups) } : {}),
    },
    has_rich_preview: false,
  };
}
