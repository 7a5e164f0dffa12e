export default {
  compilerOptions: {
    runes: true,
    // A short mark for the styles of a component: it stands in the sheet and in the program.
    cssHash: ({ hash, css }) => `s${hash(css).slice(0, 5)}`,
  },
  // vitePreprocess is not needed: Svelte 5 strips types itself.
};
