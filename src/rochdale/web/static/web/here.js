// On a phone the places of the head are one line that the thumb moves: it begins with where one is in sight.
export function here(page) {
  for (const link of page.querySelectorAll(".head nav [aria-current]")) {
    const nav = link.closest("nav");
    const place = link.getBoundingClientRect();
    const sight = nav.getBoundingClientRect();
    if (place.right > sight.right) nav.scrollLeft += place.left - sight.left - (sight.width - place.width) / 2;
  }
}
