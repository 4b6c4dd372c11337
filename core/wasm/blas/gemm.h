/* C = alpha op(A) op(B) + beta C, for row-major matrices of reals.

   A tile of C is 4 rows by 2 vectors: 8 sums in registers, since V8 has about 15 vector registers for Wasm, and more
   sums spill. A is read number by number, each spread over a vector by the instruction that loads it, so it needs no
   packing in either orientation. B is read in vectors. Its panels, as wide as a tile, are packed where B is transposed,
   where their rows lie so far apart that they would evict each other from the first-level cache, and at B's ragged
   right edge, which packing fills with zeros. */

#include "precision.h"

#define WIDTH (2 * LANES) /* columns of a panel */

/* A first-level cache of 32 to 48 KB has to hold ROWS x DEPTH numbers of A while all panels of B pass. */
#define DEPTH 256   /* of the common dimension at once */
#define SHALLOW 128 /* the same for a narrow B, whose few panels make less use of A: it must not be read from afar */
#define NARROW 32   /* columns of a narrow B */
#define ROWS 32     /* rows of A at once */
#define COLUMNS 512 /* columns of B at once: bounds the packed panels */
#define NEAR 49152  /* bytes from the first row of a panel to its last that are not worth packing */

/* Number `index` of row (or, for B, of column) `line` is at from[line * line_step + index * index_step]. */
typedef struct {
    const REAL *from;
    ptrdiff_t line_step, index_step;
} operand;

/* Columns of B that begin at `from`, one row every `step` numbers. */
typedef struct {
    const REAL *from;
    ptrdiff_t step;
    int columns;
} panel;

/* Sums go to rows of `step` numbers as alpha * sum + beta * old; beta = 0 does not read. */
typedef struct {
    REAL *to;
    ptrdiff_t step;
    REAL alpha, beta;
} target;

static REAL packed[DEPTH * COLUMNS];

INLINE void finish_row(const int vectors, REAL *to, vector *sums, int columns, REAL alpha, REAL beta) {
    for (int v = 0; v < vectors; v++) {
        vector result = sums[v] * splat(alpha);
        if (columns >= (v + 1) * LANES) {
            if (beta != 0) result += splat(beta) * load(to + v * LANES);
            store(to + v * LANES, result);
        } else {
            for (int lane = 0; lane < columns - v * LANES; lane++) {
                REAL *at = to + v * LANES + lane;
                *at = beta == 0 ? result[lane] : result[lane] + beta * *at;
            }
        }
    }
}

/* One tile; `rows` and `vectors` are constants. V8 does all loads of a basic block before its arithmetic, so a step
   that was unrolled here would need more registers than there are: V8 itself unrolls, with a branch in between. */
INLINE void tile(const int rows, const int vectors, int depth, operand a, panel b, target c) {
    vector sums[6][2] = {0};
#pragma clang loop unroll(disable)
    for (int p = 0; p < depth; p++) {
        vector right[2];
        for (int v = 0; v < vectors; v++) right[v] = load(b.from + v * LANES);
        for (int row = 0; row < rows; row++) {
            vector left = splat(a.from[row * a.line_step]);
            for (int v = 0; v < vectors; v++) sums[row][v] += left * right[v];
        }
        a.from += a.index_step;
        b.from += b.step;
    }
    for (int row = 0; row < rows; row++)
        finish_row(vectors, c.to + row * c.step, sums[row], b.columns, c.alpha, c.beta);
}

/* All `rows` rows against one panel; against a panel of one vector a tile has 6 rows. */
INLINE void column_of_tiles(const int vectors, int rows, int depth, operand a, panel b, target c) {
    const int height = vectors == 2 ? 4 : 6;
    for (; rows >= height; rows -= height) {
        tile(height, vectors, depth, a, b, c);
        a.from += height * a.line_step;
        c.to += height * c.step;
    }
    if (height > 4 && rows >= 4) {
        tile(4, vectors, depth, a, b, c);
        a.from += 4 * a.line_step;
        c.to += 4 * c.step;
        rows -= 4;
    }
    if (rows == 3) tile(3, vectors, depth, a, b, c);
    if (rows == 2) tile(2, vectors, depth, a, b, c);
    if (rows == 1) tile(1, vectors, depth, a, b, c);
}

INLINE void any_width(int rows, int depth, operand a, panel b, target c) {
    if (b.columns > LANES)
        column_of_tiles(2, rows, depth, a, b, c);
    else
        column_of_tiles(1, rows, depth, a, b, c);
}

/* A step that is known to be 1 becomes part of the instructions. */
static void multiply_panel(int rows, int depth, operand a, panel b, target c) {
    if (a.index_step == 1) {
        a.index_step = 1;
        any_width(rows, depth, a, b, c);
    } else {
        a.line_step = 1;
        any_width(rows, depth, a, b, c);
    }
}

/* Copy up to WIDTH columns of B to rows of WIDTH numbers, filled up with zeros. */
static void pack_panel(REAL *to, int depth, int columns, operand b) {
    for (int p = 0; p < depth; p++, to += WIDTH) {
        for (int column = 0; column < columns; column++) to[column] = b.from[p * b.index_step + column * b.line_step];
        for (int column = columns; column < WIDTH; column++) to[column] = 0;
    }
}

/* The same for a whole panel whose columns lie in memory as rows: LANES rows of LANES numbers change places at once. */
static void pack_transposed(REAL *to, int depth, operand b) {
    int p = 0;
    for (; p + LANES <= depth; p += LANES, to += LANES * WIDTH)
        for (int half = 0; half < WIDTH; half += LANES) {
            vector square[LANES];
            for (int i = 0; i < LANES; i++) square[i] = load(b.from + (half + i) * b.line_step + p);
            transpose(square);
            for (int i = 0; i < LANES; i++) store(to + i * WIDTH + half, square[i]);
        }
    operand rest = {b.from + p, b.line_step, b.index_step};
    pack_panel(to, depth - p, WIDTH, rest);
}

/* The panel of B that starts at `column`, packed at `room` if that pays for `rows` rows of A. */
INLINE panel find_panel(REAL *room, int rows, int depth, int columns, operand b) {
    int near = depth * b.index_step * (ptrdiff_t)sizeof(REAL) <= NEAR, whole = columns == WIDTH;
    if (whole && b.line_step == 1 && (near || rows < 16)) return (panel){b.from, b.index_step, columns};
    if (whole && b.index_step == 1) pack_transposed(room, depth, b);
    else pack_panel(room, depth, columns, b);
    return (panel){room, WIDTH, columns};
}

static void multiply_block(int m, int depth, int columns, operand a, operand b, target c) {
    panel panels[COLUMNS / WIDTH];
    int count = 0;
    for (int j = 0; j < columns; j += WIDTH, count++) {
        operand here = {b.from + j * b.line_step, b.line_step, b.index_step};
        panels[count] = find_panel(packed + j * depth, m, depth, smaller(WIDTH, columns - j), here);
    }
    for (int i = 0; i < m; i += ROWS) {
        operand rows = {a.from + i * a.line_step, a.line_step, a.index_step};
        for (int j = 0; j < count; j++) {
            target here = {c.to + i * c.step + j * WIDTH, c.step, c.alpha, c.beta};
            multiply_panel(smaller(ROWS, m - i), depth, rows, panels[j], here);
        }
    }
}

static void scale(int m, int n, target c) {
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            REAL *at = c.to + i * c.step + j;
            *at = c.beta == 0 ? 0 : c.beta * *at;
        }
}

static void gemm(int m, int n, int k, operand a, operand b, target c) {
    if (k <= 0 || c.alpha == 0) {
        scale(m, n, c);
        return;
    }
    int depth = n <= NARROW ? SHALLOW : DEPTH;
    for (int j = 0; j < n; j += COLUMNS)
        for (int p = 0; p < k; p += depth) {
            operand left = {a.from + p * a.index_step, a.line_step, a.index_step};
            operand right = {b.from + j * b.line_step + p * b.index_step, b.line_step, b.index_step};
            target here = {c.to + j, c.step, c.alpha, p == 0 ? c.beta : 1};
            multiply_block(m, smaller(depth, k - p), smaller(COLUMNS, n - j), left, right, here);
        }
}

/* The lines of a row-major matrix: its rows, or its columns if it is `transposed`. */
INLINE operand rows_of(const REAL *matrix, int step, int transposed) {
    return transposed ? (operand){matrix, 1, step} : (operand){matrix, step, 1};
}

void NAME(gemm)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transa, enum CBLAS_TRANSPOSE transb, int m, int n, int k,
                REAL alpha, const REAL *a, int lda, const REAL *b, int ldb, REAL beta, REAL *c, int ldc) {
    operand left = rows_of(a, lda, transa != CblasNoTrans), right = rows_of(b, ldb, transb == CblasNoTrans);
    target to = {c, ldc, alpha, beta};
    if (order == CblasRowMajor) gemm(m, n, k, left, right, to);
    /* Read as row-major, column-major matrices are transposed: C^T = op(B)^T op(A)^T. */
    else
        gemm(n, m, k, rows_of(b, ldb, transb != CblasNoTrans), rows_of(a, lda, transa == CblasNoTrans), to);
}
