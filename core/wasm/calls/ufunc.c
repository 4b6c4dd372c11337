/* Calls of ufuncs on float32 arrays, straight to their loops.

   NumPy spends 0.4 us on a call before and after its loop: it makes tuples of the operands, asks them for overrides,
   finds out types and shapes. For what a training step calls, it always finds the same: plain float32 arrays of one
   shape (or single numbers) and a plain output that is given. Such a call is known at a glance, and goes to the very
   loop that NumPy would choose; every other call goes to NumPy. WebAssembly has no floating-point flags, so nothing is
   to be reported after a loop. */
#include "arrays.h"

#define MOST 3 /* operands: up to two inputs, and an output */
#define WARN_ON_WRITE (1 << 31) /* NumPy's NPY_ARRAY_WARN_ON_WRITE, which only its own headers name */

typedef npy_intp size;

PyArray_Descr *float32;
static PyObject *out_name, *maximum, *minimum;
static vectorcallfunc numpy_call;

int __real_initumath(PyObject *module);
int __wrap_initumath(PyObject *module);

/* The number of the loop that takes float32 and gives float32, or -1. */
static int float_loop(const PyUFuncObject *ufunc) {
    for (int i = 0; i < ufunc->ntypes; i++) {
        const char *types = ufunc->types + i * ufunc->nargs;
        int same = 0;
        while (same < ufunc->nargs && types[same] == NPY_FLOAT)
            same++;
        if (same == ufunc->nargs)
            return i;
    }
    return -1;
}

/* Where an array ends, if it begins with its first number; NULL where it runs backwards. */
INLINE char *end_of(PyArrayObject *array) {
    char *end = PyArray_BYTES(array) + sizeof(float);
    for (int axis = 0; axis < PyArray_NDIM(array); axis++) {
        if (PyArray_STRIDE(array, axis) < 0)
            return NULL;
        end += (PyArray_DIM(array, axis) - 1) * PyArray_STRIDE(array, axis);
    }
    return end;
}

INLINE int same_sizes(const size *one, const size *other, int count) {
    for (int axis = 0; axis < count; axis++) {
        if (one[axis] != other[axis])
            return 0;
    }
    return 1;
}

/* Whether `in` may be read number by number while `out` is written: they are apart, or the very same numbers. */
INLINE int in_step(PyArrayObject *in, PyArrayObject *out) {
    int ndim = PyArray_NDIM(out);
    if (PyArray_BYTES(in) == PyArray_BYTES(out) && PyArray_NDIM(in) == ndim)
        return same_sizes(PyArray_STRIDES(in), PyArray_STRIDES(out), ndim);
    char *in_end = end_of(in), *out_end = end_of(out);
    return in_end && out_end && (in_end <= PyArray_BYTES(out) || out_end <= PyArray_BYTES(in));
}

/* Fill the arguments of a loop over n operands, the last one the output. Returns the rows it takes, or 0 if this is
   not a call for us. `steps` are between numbers, `strides` between rows. */
INLINE size prepare(PyArrayObject **operands, int n, char **args, size *length, size *steps, size *strides) {
    PyArrayObject *out = operands[n - 1];
    int ndim = PyArray_NDIM(out), whole = 1;
    if (ndim > 2 || !PyArray_CHKFLAGS(out, NPY_ARRAY_WRITEABLE) || PyArray_FLAGS(out) & WARN_ON_WRITE)
        return 0;
    for (int i = 0; i < n; i++) {
        PyArrayObject *array = operands[i];
        args[i] = PyArray_BYTES(array);
        steps[i] = strides[i] = 0;
        if (PyArray_NDIM(array)) {
            if (PyArray_NDIM(array) != ndim || !same_sizes(PyArray_DIMS(array), PyArray_DIMS(out), ndim))
                return 0;
            whole &= PyArray_IS_C_CONTIGUOUS(array);
            steps[i] = PyArray_STRIDE(array, ndim - 1);
            strides[i] = PyArray_STRIDE(array, 0);
        }
        if (i < n - 1 && !in_step(array, out))
            return 0;
    }
    size count = PyArray_SIZE(out);
    if (whole) {
        for (int i = 0; i < n; i++)
            steps[i] = PyArray_NDIM(operands[i]) ? (size)sizeof(float) : 0;
    }
    *length = whole || ndim < 2 ? count : PyArray_DIM(out, 1);
    return count == 0 ? 0 : count / *length;
}

static PyObject *call(PyObject *self, PyObject *const *given, size_t flags, PyObject *names) {
    const PyUFuncObject *ufunc = (const PyUFuncObject *)self;
    Py_ssize_t positional = PyVectorcall_NARGS(flags);
    int n = ufunc->nargs;
    int named = names && PyTuple_GET_SIZE(names) == 1 && PyTuple_GET_ITEM(names, 0) == out_name;
    int warned = !names && (self == maximum || self == minimum); /* NumPy warns of an output that is not named. */
    if (warned || positional + named != n || (names && !named))
        return numpy_call(self, given, flags, names);
    for (int i = 0; i < n; i++) {
        if (!plain(given[i]))
            return numpy_call(self, given, flags, names);
    }
    char *args[MOST];
    size length, steps[MOST], strides[MOST];
    size rows = prepare((PyArrayObject **)given, n, args, &length, steps, strides);
    if (!rows)
        return numpy_call(self, given, flags, names);
    int loop = ufunc->reserved1;
    while (1) {
        ufunc->functions[loop](args, &length, steps, ufunc->data[loop]);
        if (!--rows)
            return Py_NewRef(given[n - 1]);
        for (int i = 0; i < n; i++)
            args[i] += strides[i];
    }
}

/* Whether a call can be ours at all. */
static int takes_floats(const PyUFuncObject *ufunc) {
    return !ufunc->core_enabled && ufunc->nout == 1 && ufunc->nargs <= MOST && float_loop(ufunc) >= 0;
}

int __wrap_initumath(PyObject *module) {
    int failed = __real_initumath(module);
    if (failed)
        return failed;
    float32 = PyArray_DescrFromType(NPY_FLOAT);
    out_name = PyUnicode_InternFromString("out");
    if (!float32 || !out_name)
        return -1;
    PyObject *functions = PyModule_GetDict(module), *name, *value;
    maximum = PyDict_GetItemString(functions, "maximum");
    minimum = PyDict_GetItemString(functions, "minimum");
    Py_ssize_t position = 0;
    while (PyDict_Next(functions, &position, &name, &value)) {
        PyUFuncObject *ufunc = (PyUFuncObject *)value;
        /* Some stand there under two names. */
        if (!Py_IS_TYPE(value, &PyUFunc_Type) || ufunc->vectorcall == call || !takes_floats(ufunc))
            continue;
        numpy_call = ufunc->vectorcall;
        ufunc->vectorcall = call;
        ufunc->reserved1 = float_loop(ufunc);
    }
    return 0;
}
