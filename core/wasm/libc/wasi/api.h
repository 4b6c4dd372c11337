/* The real header refuses to be read for any other system; its types are the same on Emscripten. */
#ifndef __wasi__
#define __wasi__
#include_next <wasi/api.h>
#undef __wasi__
#else
#include_next <wasi/api.h>
#endif
