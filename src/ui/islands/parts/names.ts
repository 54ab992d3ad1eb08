interface Name {
  handle: string
  name: string
}

/** After @ and a letter, people of the space are offered; arrow keys choose, Enter or Tab takes (ARIA combobox pattern). */
export function completeNames(text: HTMLTextAreaElement, space: string): void {
  const list = document.createElement('ul')
  list.className = 'names'
  list.id = `${text.id}-names`
  list.setAttribute('role', 'listbox')
  list.hidden = true
  text.after(list)
  text.setAttribute('aria-controls', list.id)
  text.setAttribute('aria-autocomplete', 'list')
  let offered: Name[] = []
  let chosen = 0
  let asked = ''

  const close = () => {
    list.hidden = true
    offered = []
    text.removeAttribute('aria-activedescendant')
  }
  const begun = () => /(?:^|[\s(])@([\p{L}\d_-]{1,40})$/u.exec(text.value.slice(0, text.selectionStart))?.[1]
  const take = (name: Name) => {
    const word = begun() ?? ''
    const at = text.selectionStart
    text.setRangeText(`${name.handle} `, at - word.length, at, 'end')
    close()
    text.dispatchEvent(new Event('input', { bubbles: true }))
    text.focus()
  }
  const show = () => {
    list.replaceChildren(
      ...offered.map((name, i) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${i}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', String(i === chosen))
        option.textContent = `${name.name} @${name.handle}`
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault()
          take(name)
        })
        return option
      }),
    )
    list.hidden = offered.length === 0
    if (offered.length) text.setAttribute('aria-activedescendant', `${list.id}-${chosen}`)
    else text.removeAttribute('aria-activedescendant')
  }

  text.addEventListener('input', async () => {
    const word = begun()
    if (!word) return close()
    asked = word
    const answer = await fetch(`${space}/names?q=${encodeURIComponent(word)}`, {
      headers: { accept: 'application/json' },
    }).catch(() => undefined)
    if (!answer?.ok || asked !== begun()) return
    offered = ((await answer.json()) as { names: Name[] }).names
    chosen = 0
    show()
  })
  text.addEventListener('keydown', (event) => {
    if (list.hidden) return
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' || event.key === 'Tab') take(offered[chosen]!)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length
      show()
    } else return
    event.preventDefault()
    event.stopImmediatePropagation()
  })
  text.addEventListener('blur', close)
}
