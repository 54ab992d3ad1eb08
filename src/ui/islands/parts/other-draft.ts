import type { Words } from '../composer.ts'

type Fields = Record<string, string>

/** Shows the other text above this one and lets the writer choose. @param choose gets the other text, if that is the choice */
export function offerOther(form: HTMLFormElement, other: Fields, words: Words, choose: (other?: Fields) => void): void {
  form.querySelector('.other-draft')?.remove()
  const panel = document.createElement('section')
  panel.className = 'panel need stack other-draft'
  panel.setAttribute('role', 'alert')
  const says = document.createElement('p')
  says.textContent = words.elsewhere ?? ''
  const text = document.createElement('pre')
  text.className = 'source'
  text.textContent = other.text ?? ''
  const button = (label: string | undefined, chosen?: Fields) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'button second'
    made.textContent = label ?? ''
    made.addEventListener('click', () => {
      panel.remove()
      choose(chosen)
      form.querySelector<HTMLElement>('[data-text]')?.focus()
    })
    return made
  }
  const choice = document.createElement('p')
  choice.className = 'cluster'
  choice.append(button(words.use, other), button(words.mine))
  panel.append(says, text, choice)
  form.querySelector('.writing')?.before(panel)
}
