/* Emscripten's clock() counts microseconds, wasi-libc's nanoseconds. */
#include_next <__header_time.h>
#undef CLOCKS_PER_SEC
#define CLOCKS_PER_SEC 1000000L
