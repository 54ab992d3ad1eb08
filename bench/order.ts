/** As wide as a number is written, so that a request keeps its length whatever the number is. */
export const COUNT = '@@@@@@@@@'
