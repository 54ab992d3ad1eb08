/** Text as Markdown that means only itself. Entities stay: Markdown reads them, too. */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]<>~|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/(?<![\p{L}\p{N}])@(?=[\p{L}\p{N}_])/gu, '\\@')
    .replace(/^([^\S\n\r\u2028\u2029]*)([#+=-]|\d{1,9}[.)])(?=\s|$|=)/gm, (_, room: string, sign: string) =>
      /\d/.test(sign) ? `${room}${sign.slice(0, -1)}\\${sign.at(-1)}` : `${room}\\${sign}`,
    )
}
