/** One line that moves while work goes on, on a terminal; anywhere else nothing. */
export function progressOn(stream: NodeJS.WriteStream): (what: string, share: number) => void {
  let told = ''
  return (what, share) => {
    const line = `${what}: ${Math.floor(share * 100)} %`
    if (!stream.isTTY || line === told) return
    told = line
    stream.write(`\r${line}${share >= 1 ? '\n' : ''}`)
  }
}

export function megabytes(bytes: number): string {
  return bytes < 950_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
