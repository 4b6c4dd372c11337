/* clock_t has 32 bits in Emscripten and 64 in wasi-libc: clock() would be imported with a type nobody exports. */
#ifndef OVERLAY_TYPEDEF_CLOCK_T_H
#define OVERLAY_TYPEDEF_CLOCK_T_H

typedef long clock_t;

#endif
