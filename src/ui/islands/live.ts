type Live = typeof import('./parts/live.ts')

let begun: Promise<Live> | undefined

/** Pages of whoever is signed in hear what happens while they are open. The part that listens comes when all else is there. */
function begin(): void {
  if (!document.body.hasAttribute('data-live')) return void begun?.then((live) => live.end())
  begun ??= import('./parts/live.ts')
  begun.then((live) => live.look()).catch(() => (begun = undefined))
}

function soon(): void {
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: 1_000 })
  else setTimeout(begin, 200)
}

addEventListener('turbo:load', soon)
addEventListener('turbo:render', soon)
