/* SIMDe asks this header for nothing but the version: that of the Emscripten which Pyodide was built with. */
#define __EMSCRIPTEN_major__ 4
#define __EMSCRIPTEN_minor__ 0
#define __EMSCRIPTEN_tiny__ 9
