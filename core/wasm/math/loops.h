/* How the functions in this folder become NumPy's: the link replaces FLOAT_exp by __wrap_FLOAT_exp (wasm-ld --wrap),
   and so on for all of them; the old one is then called __real_FLOAT_exp.

   NumPy calls such a loop with the addresses of inputs and output (`args`), the number of elements (`dimensions[0]`)
   and the distances in bytes between neighbours (`steps`). */
#ifndef LOOPS_H
#define LOOPS_H

#include <stdint.h>
#include <wasm_simd128.h>

#define INLINE static inline __attribute__((always_inline))

typedef float floats __attribute__((vector_size(16)));
typedef int32_t integers __attribute__((vector_size(16)));
typedef double doubles __attribute__((vector_size(16)));
typedef float unaligned __attribute__((vector_size(16), aligned(4), may_alias));

#define LANES 4
#define SIGN ((int32_t)0x80000000)

typedef const intptr_t *sizes;

/* V8 builds a vector constant anew each time a loop uses it. Constants therefore lie in a table, to be read and spread
   over a vector by one instruction; hiding the table's address keeps the compiler from making constants of them. */
#define HIDE(table) __asm__("" : "+r"(table))

INLINE floats load(const void *from) { return *(const unaligned *)from; }

INLINE void store(void *to, floats value) { *(unaligned *)to = value; }

INLINE floats all(float value) { return (floats)wasm_f32x4_splat(value); }

/* The smaller (greater) of both; `a` where one of them is NaN. */
INLINE floats smaller(floats a, floats b) { return (floats)wasm_f32x4_pmin((v128_t)a, (v128_t)b); }

INLINE floats greater(floats a, floats b) { return (floats)wasm_f32x4_pmax((v128_t)a, (v128_t)b); }

INLINE floats choose(integers mask, floats yes, floats no) {
    return (floats)wasm_v128_bitselect((v128_t)yes, (v128_t)no, (v128_t)mask);
}

INLINE int any(integers mask) { return wasm_v128_any_true((v128_t)mask); }

/* Whether four numbers may be read before four are written. Not where the output begins one to three numbers after the
   input: then each result is the next one's input, as in ufunc.accumulate. */
INLINE int in_step(const char *in, const char *out) {
    uintptr_t distance = (uintptr_t)out - (uintptr_t)in;
    return distance == 0 || distance >= sizeof(floats);
}

/* The first `count` (1 to 4) numbers of a vector; the rest is 1, which every function here is quick and silent about. */
INLINE floats load_part(const float *from, intptr_t count) {
    floats value = all(1);
    __builtin_memcpy(&value, from, (size_t)count * sizeof(float));
    return value;
}

INLINE void store_part(float *to, floats value, intptr_t count) {
    __builtin_memcpy(to, &value, (size_t)count * sizeof(float));
}

/* A function of four numbers with its table of constants. */
typedef floats function(floats x, const void *table);

INLINE void map_contiguous(function *f, const void *table, const float *in, float *out, intptr_t n) {
    for (; n >= LANES; n -= LANES, in += LANES, out += LANES) store(out, f(load(in), table));
    if (n > 0) store_part(out, f(load_part(in, n), table), n);
}

#define BLOCK 64

/* A whole loop of NumPy's. Numbers that are not neighbours go through a buffer, so that the result of a number does not
   depend on where it lies. */
INLINE void map(function *f, const void *table, char **args, sizes dimensions, sizes steps) {
    intptr_t n = dimensions[0];
    const char *in = args[0];
    char *out = args[1];
    HIDE(table);
    if (steps[0] == sizeof(float) && steps[1] == sizeof(float)) {
        map_contiguous(f, table, (const float *)in, (float *)out, n);
        return;
    }
    for (intptr_t done = 0; done < n; done += BLOCK) {
        float buffer[BLOCK];
        intptr_t count = n - done < BLOCK ? n - done : BLOCK;
        for (intptr_t i = 0; i < count; i++) buffer[i] = *(const float *)(in + (done + i) * steps[0]);
        map_contiguous(f, table, buffer, buffer, count);
        for (intptr_t i = 0; i < count; i++) *(float *)(out + (done + i) * steps[1]) = buffer[i];
    }
}

#define LOOP(name) void name(char **args, sizes dimensions, sizes steps, void *data)

#endif
