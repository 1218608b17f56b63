import type { Screen, ShownConversation } from '../../screen/screen.js';

/** The direct messages between this person and the app. */
export function isWithApp(conversation: ShownConversation, screen: Screen): boolean {
  return conversation.kind === 'direct' && conversation.members.includes(screen.app.userId);
}

/** A channel's name, or who is on the other side. */
export function nameConversation(conversation: ShownConversation, screen: Screen): string {
  if (conversation.kind !== 'direct') return conversation.name;
  const other = conversation.members.find((id) => id !== screen.me);
  return screen.people.find((it) => it.id === other)?.realName ?? conversation.name;
}
