/** To where one writes; while a form is open, that is the form. */
export function focusComposer(): void {
  const form = document.querySelector<HTMLElement>('.modal[open] .modal-body :is(input, textarea)');
  const target = form ?? document.getElementById('composer') ?? document.getElementById('main');
  target?.focus();
}
