#!/usr/bin/env -S node --max-semi-space-size=4 --optimize-for-size
// The program as built by `npm ci` and `npm start` (see build.ts).
import '../dist/main.js'
