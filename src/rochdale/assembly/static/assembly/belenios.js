// BELENIOS-2048, for questions whose answers are added up. Its numbers in Base64, the most significant byte first.
import { makeGroup, number } from "./group.js";
import { hexOf } from "./sha256.js";

const decoded = (text) => number(hexOf(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))));
const p = decoded(
  "o+8tAR/vsbbjnlaPzN/7D7fcfvOnkbaGJ5GBHSH8NfIebTaFa0KAMEIfUU7UC/1MBuCSpJWvjXmi+F4PsRwO3gfdlz+cU+UJMMboKsNt4a4/uMOq" +
  "v/8SzielAi3diRLRB0NQEnaKLN0KQJHY+kR/bH68FaNJ+jGKa0/hfY1H6EOj4U36myFi9Ncimr6ToYi0awBlF9b2dH67spyewwmbYH8Y+xqLyFgn" +
  "mqhZlBHZmNPj+tqeAQhA0ILYwxkRrN1KDnmS0PGMx1nLXeCs9mo4glVbyBCUHgIbakzPoE7kAI+Hiv+iN14pmbRPbO8X1wcwHlng5jUeBR7ZzsQV" +
  "dkbmTw==",
);
const q = decoded("rbYGanNSJWX02qDyV5238vD6kMIWi8cJ4gJjOH1VxJE=");
const g = decoded(
  "EwfBq18pWIXXyqOnikJBXjH9HFgHth+x54GHilIjClGYi5jCWVl/nFqd/QAdJrox2diXbwHZWhyCYu5ooOks6lQeUhng0NCUMBuJQjaCP+HUvATi" +
  "nzdIrv1PENWxo1aoZD5nP9nSFfyP5fuc+f246oj9saM4Gml/35wkWFcLBtJq7xvjZf3ZAWXzl8a4cN+MG55Rntzui7D3S3oWFaJ0umCn6ldKYfVS" +
  "0t3gzlFOCSfE/0mxlkxKkTcxrkJo1g1/IhJ7bLukTUU6yLcv0E4Jkbeu/wSGfYckrGOPXzQQDS1HqmgNQ3cZAnQ9Zj9C2FPAQeHJH+OCP0vPKEMI" +
  "8dfmUw==",
);
export const group = makeGroup("BELENIOS-2048", p, q, g);
