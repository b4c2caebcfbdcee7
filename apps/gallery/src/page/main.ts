import { blosc } from "@zarrkit/codec-blosc";
import { gzip } from "@zarrkit/codec-gzip/gzip";
import { zstd } from "@zarrkit/codec-zstd";
import { registry } from "@zarrkit/core";
import { http } from "@zarrkit/store-http";
import { xor } from "zarr-codec-xor";
import { mountGallery } from "./gallery.js";
import "./style.css";

registry.register(http(), blosc(), gzip(), zstd(), xor());

void mountGallery(document.querySelector("#gallery")!, {
  samples: new URL("samples/", document.baseURI).href,
  address: location,
});
