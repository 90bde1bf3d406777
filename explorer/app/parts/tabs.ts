// Arrows, Home and End move among the tabs of a list and open the one they
// come to. The list has one stop for Tab: give `tabIndex={on ? 0 : -1}` to each.
export function tabKeys(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')].filter((tab) => tab.offsetParent !== null);
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const to: Record<string, number> = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: (at - 1 + tabs.length) % tabs.length, Home: 0, End: tabs.length - 1 };
  const tab = tabs[to[event.key] ?? -1];
  if (at < 0 || !tab) return;
  event.preventDefault();
  event.stopPropagation();
  tab.focus();
  tab.click();
}
