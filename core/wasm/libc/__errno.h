/* Emscripten keeps errno behind a function; wasi-libc, whose headers follow, in a thread-local variable. */
#ifndef OVERLAY_ERRNO_H
#define OVERLAY_ERRNO_H

#ifdef __cplusplus
extern "C" {
#endif

int *__errno_location(void);

#ifdef __cplusplus
}
#endif

#define errno (*__errno_location())

#endif
