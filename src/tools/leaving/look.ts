/** How the pages of the archive look, as a file beside them. */
export const look = `body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 system-ui, sans-serif; color-scheme: light dark }
article { border-top: 1px solid #8886; padding: 0.5rem 0 }
.q { opacity: 0.75 }
blockquote { border-inline-start: 3px solid #8886; margin-inline: 0; padding-inline-start: 1rem }
pre { overflow-x: auto }
img { max-width: 100% }
`
