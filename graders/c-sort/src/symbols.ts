/**
 * Which functions of the C library a sorting program may call. The decision is made on symbols that the linker
 * sees, never on words in the source: a comment that says qsort, or a function of one's own with that name, is nothing.
 */

/** `library-sort`: sorts, or keeps order, by itself. `escape`: a way to other programs or code. `unusual`: a person decides. */
export type SymbolClass = 'allowed' | 'library-sort' | 'escape' | 'unusual';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const LIBRARY_SORTS = words(`
  qsort qsort_r heapsort mergesort radixsort sradixsort tsearch tfind tdelete twalk twalk_r tdestroy lfind lsearch
  hsearch hcreate scandir scandirat scandir64 scandirat64 alphasort alphasort64 versionsort versionsort64
  glob glob64 fts_open fts64_open wordexp`);

const ESCAPES = words(`
  system popen execl execle execlp execv execve execvp execvpe fexecve execveat posix_spawn posix_spawnp
  dlopen dlmopen dlsym dlvsym dladdr dladdr1 dlinfo dl_iterate_phdr _dl_find_object syscall mprotect pkey_mprotect
  ptrace socket socketpair process_vm_readv process_vm_writev personality makecontext memfd_create
  _r_debug _DYNAMIC _dl_argv __ehdr_start __libc_start_main _init _fini`);

/** Standard input and output, memory, strings, conversions, mathematics: all that a sorting program needs, and more. */
const ALLOWED = words(`
  printf fprintf sprintf snprintf vprintf vfprintf vsprintf vsnprintf dprintf puts fputs putchar fputc putc fwrite
  putchar_unlocked putc_unlocked fputc_unlocked fwrite_unlocked fputs_unlocked puts_unlocked perror write
  scanf fscanf sscanf vscanf vfscanf vsscanf gets fgets getchar fgetc getc ungetc fread getline getdelim __getdelim
  getchar_unlocked getc_unlocked fgetc_unlocked fread_unlocked fgets_unlocked read _IO_getc _IO_putc
  __isoc99_scanf __isoc99_fscanf __isoc99_sscanf __isoc99_vscanf __isoc99_vfscanf __isoc99_vsscanf
  fflush setbuf setvbuf setlinebuf setbuffer feof ferror clearerr fileno isatty fseek ftell rewind fclose
  feof_unlocked ferror_unlocked fflush_unlocked
  stdin stdout stderr errno __errno_location
  malloc calloc realloc reallocarray free aligned_alloc posix_memalign memalign malloc_usable_size alloca cfree
  memcpy memmove memset memcmp memchr memrchr memccpy mempcpy __mempcpy rawmemchr memmem bcopy bzero bcmp
  strlen strnlen strcpy strncpy strcat strncat strcmp strncmp strcasecmp strncasecmp strcoll strxfrm strchr strrchr
  strstr strcasestr strpbrk strspn strcspn strtok strtok_r __strtok_r strsep strdup strndup __strdup stpcpy stpncpy
  strerror strchrnul strlcpy strlcat index rindex
  atoi atol atoll atof strtol strtoll strtoul strtoull strtod strtof strtold strtoimax strtoumax
  __isoc23_strtol __isoc23_strtoul __isoc23_strtoll __isoc23_strtoull
  isalpha isdigit isspace isalnum isupper islower ispunct isprint isgraph iscntrl isxdigit isblank tolower toupper
  __ctype_b_loc __ctype_tolower_loc __ctype_toupper_loc
  abs labs llabs imaxabs div ldiv lldiv exit _exit _Exit quick_exit abort atexit at_quick_exit __assert_fail __assert
  rand srand rand_r random srandom random_r srandom_r initstate setstate drand48 erand48 lrand48 nrand48 mrand48
  jrand48 srand48 seed48 arc4random arc4random_uniform getrandom getentropy
  time clock clock_gettime clock_getres gettimeofday difftime getpid ctime asctime localtime gmtime mktime strftime
  sqrt sqrtf sqrtl pow powf powl exp exp2 exp10 expm1 log log2 log10 log1p logf log2f log10f floor floorf ceil ceilf
  round roundf lround llround rint lrint trunc truncf fabs fabsf fabsl fmod fmodf fmax fmin hypot cbrt sin cos tan
  asin acos atan atan2 ldexp frexp modf scalbn ilogb logb copysign nearbyint __isnan __isinf __finite
  setlocale localeconv setjmp _setjmp __sigsetjmp longjmp siglongjmp _longjmp signal raise getenv bsearch ffs ffsl ffsll
  getrlimit setrlimit getrusage sysconf getpagesize
  __stack_chk_fail __stack_chk_guard _GLOBAL_OFFSET_TABLE_ __tls_get_addr
  __printf_chk __fprintf_chk __sprintf_chk __snprintf_chk __memcpy_chk __memmove_chk __memset_chk __strcpy_chk
  __strcat_chk __fgets_chk __fread_chk
  __udivti3 __umodti3 __divti3 __modti3 __popcountdi2 __clzdi2 __ctzdi2 __mulodi4`);

export function classifySymbol(name: string): SymbolClass {
  // glibc versions: qsort@GLIBC_2.2.5
  const [plain = name] = name.split('@');
  if (LIBRARY_SORTS.has(plain)) return 'library-sort';
  if (ESCAPES.has(plain)) return 'escape';
  return ALLOWED.has(plain) ? 'allowed' : 'unusual';
}

/** What the gate found. `violations` reject the program; `remarks` go to a person. */
export interface LibraryVerdict {
  readonly violations: readonly string[];
  readonly remarks: readonly string[];
}

/** Undefined symbols of an object file, as `nm -u -P` prints them: `name U`. */
export function undefinedSymbols(nmOutput: string): readonly string[] {
  return nmOutput
    .split('\n')
    .map((line) => /^(\S+) [Uuwv]\b/.exec(line)?.[1])
    .filter((name) => name !== undefined);
}

export function judgeSymbols(names: readonly string[]): LibraryVerdict {
  const violations: string[] = [];
  const remarks: string[] = [];
  for (const name of names) {
    switch (classifySymbol(name)) {
      case 'allowed':
        break;
      case 'library-sort':
        violations.push(`The program calls ${name}, which does the sorting or searching for it.`);
        break;
      case 'escape':
        violations.push(`The program calls ${name}, which leads out of the program.`);
        break;
      case 'unusual':
        remarks.push(`The program uses ${name}, which a sorting program doesn't need.`);
        break;
    }
  }
  return { violations, remarks };
}

/** Assembly between gcc's #APP and #NO_APP marks is the student's own; it hides calls from the symbol table. */
export function hasInlineAssembly(assembly: string): boolean {
  return [...assembly.matchAll(/#APP\n([\s\S]*?)#NO_APP/g)].some(([, body]) =>
    (body ?? '').split('\n').some((line) => {
      const code = line.replace(/#.*$/, '').trim();
      return code !== '';
    }),
  );
}

/** A section of one's own can hold machine code written as data. */
export function hasOwnSection(assembly: string): string | null {
  for (const [, name] of assembly.matchAll(/^\s*\.section\s+"?([^\s,"]+)/gm)) {
    if (
      name !== undefined &&
      !/^\.(rodata|note|data|bss|tbss|tdata|init_array|fini_array|comment|eh_frame)\b/.test(name)
    ) {
      return name;
    }
  }
  return null;
}
