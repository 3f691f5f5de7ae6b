// On a phone the places of the head are one line that the thumb moves: it begins with where one is in sight.
export function here(page) {
  for (const link of page.querySelectorAll(".head nav [aria-current]")) {
    // An officer's places move as one line, everybody else's by themselves.
    const nav = link.closest(".folds .places") || link.closest("nav");
    const place = link.getBoundingClientRect();
    const sight = nav.getBoundingClientRect();
    if (place.right > sight.right) nav.scrollLeft += place.left - sight.left - (sight.width - place.width) / 2;
  }
}
