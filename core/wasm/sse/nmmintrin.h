/* SSE to SSE 4.2 on WebAssembly SIMD through SIMDe, with the corrections that NumPy's tests asked for. */
#ifndef SHIM_NMMINTRIN_H
#define SHIM_NMMINTRIN_H

#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/sse4.2.h>
#include <wasm_simd128.h>

/* SSE returns the second operand where one is NaN; SIMDe's f64x2.max and .min return NaN.
   pmax(b, a) is b < a ? a : b, which is just what SSE does; f32 likewise, in one instruction. */
#undef _mm_max_pd
#undef _mm_min_pd
#undef _mm_max_ps
#undef _mm_min_ps
#define _mm_max_pd(a, b) ((__m128d)wasm_f64x2_pmax((v128_t)(b), (v128_t)(a)))
#define _mm_min_pd(a, b) ((__m128d)wasm_f64x2_pmin((v128_t)(b), (v128_t)(a)))
#define _mm_max_ps(a, b) ((__m128)wasm_f32x4_pmax((v128_t)(b), (v128_t)(a)))
#define _mm_min_ps(a, b) ((__m128)wasm_f32x4_pmin((v128_t)(b), (v128_t)(a)))

/* SSE rounds half to even; SIMDe rounds it away from zero. */
#undef _mm_cvtpd_epi32
#define _mm_cvtpd_epi32(a) \
    ((__m128i)wasm_i32x4_trunc_sat_f64x2_zero(wasm_f64x2_nearest((v128_t)(a))))

#endif
