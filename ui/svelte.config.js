export default {
  compilerOptions: { runes: true },
  // vitePreprocess is not needed: Svelte 5 strips types itself.
};
