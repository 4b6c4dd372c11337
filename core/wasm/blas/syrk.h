/* C = alpha A A^T + beta C (or A^T A) for a symmetric C, of which one triangle is computed. Included after gemm.h. */

#define BLOCK 32

/* Add the triangle of a block on the diagonal, computed in full beside C. */
static void add_triangle(int n, int k, operand rows, int upper, target c) {
    REAL full[BLOCK * BLOCK];
    gemm(n, n, k, rows, rows, (target){full, BLOCK, c.alpha, 0});
    for (int i = 0; i < n; i++)
        for (int j = upper ? i : 0; j < (upper ? n : i + 1); j++) {
            REAL *at = c.to + i * c.step + j;
            *at = c.beta == 0 ? full[i * BLOCK + j] : full[i * BLOCK + j] + c.beta * *at;
        }
}

static void syrk(int upper, int n, int k, operand rows, target c) {
    for (int i = 0; i < n; i += BLOCK) {
        int height = smaller(BLOCK, n - i), after = i + height;
        operand these = {rows.from + i * rows.line_step, rows.line_step, rows.index_step};
        operand others = {rows.from + (upper ? after * rows.line_step : 0), rows.line_step, rows.index_step};
        target beside = {c.to + i * c.step + (upper ? after : 0), c.step, c.alpha, c.beta};
        gemm(height, upper ? n - after : i, k, these, others, beside);
        add_triangle(height, k, these, upper, (target){c.to + i * c.step + i, c.step, c.alpha, c.beta});
    }
}

void NAME(syrk)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans, int n, int k, REAL alpha,
                const REAL *a, int lda, REAL beta, REAL *c, int ldc) {
    /* Read as row-major, a column-major matrix is transposed, and its upper triangle is the lower one. */
    int column_major = order == CblasColMajor;
    int transposed = (trans != CblasNoTrans) != column_major, upper = (uplo == CblasUpper) != column_major;
    syrk(upper, n, k, rows_of(a, lda, transposed), (target){c, ldc, alpha, beta});
}
