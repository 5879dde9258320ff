#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

// Without this the calls for wide characters are missing.
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>
#include <curses.h>
#include <term.h>

// Swift 6 refuses global variables of C that can change, and does not see macros.

static inline WINDOW *cncurses_window(void) { return stdscr; }
static inline int cncurses_pair_count(void) { return COLOR_PAIRS; }
static inline int cncurses_ok(void) { return OK; }

static inline attr_t cncurses_bold(void) { return WA_BOLD; }
static inline attr_t cncurses_dim(void) { return WA_DIM; }
static inline attr_t cncurses_underline(void) { return WA_UNDERLINE; }
static inline attr_t cncurses_reverse(void) { return WA_REVERSE; }
static inline attr_t cncurses_italic(void) { return A_ITALIC; }

// terminfo marks a missing string with (char *)-1, which Swift cannot compare.
static inline const char *cncurses_string_capability(const char *name) {
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}

static inline int cncurses_number_capability(const char *name) {
    return tigetnum((char *)name);
}

// 1 when the terminal type is known, 0 when it is not, -1 when there is no database. The type stays current until cncurses_forget_type.
static inline int cncurses_look_up_type(const char *type, int fd) {
    int outcome = -1;
    return setupterm((char *)type, fd, &outcome) == OK ? 1 : outcome;
}

static inline void cncurses_forget_type(void) {
    if (cur_term) del_curterm(cur_term);
}

// wchar_t is Unicode.Scalar for Swift, which cannot hold every value that an array of them may carry.
static inline int cncurses_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

// Pairs above 32767 need the way by the last argument; it is right for the others too.
static inline int cncurses_set_cell(cchar_t *cell, const uint32_t *scalars, attr_t attributes, int pair) {
    return setcchar(cell, (const wchar_t *)scalars, attributes, (short)(pair & 0x7fff), &pair);
}

static inline int cncurses_put(int row, int column, const cchar_t *cells, int count) {
    return wmove(stdscr, row, column) == ERR ? ERR : wadd_wchnstr(stdscr, cells, count);
}

#endif
