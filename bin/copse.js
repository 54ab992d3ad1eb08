#!/usr/bin/env node
// The program as built by `npm ci` and `npm start` (see build.ts).
import '../dist/main.js'
