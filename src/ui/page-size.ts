/** How many messages a page shows, on the server and where it is open. */
export const PAGE = 50
