import { blosc } from "@zarrkit/codec-blosc";
import { gzip } from "@zarrkit/codec-gzip";
import { zstd } from "@zarrkit/codec-zstd";
import { registry } from "@zarrkit/core";
import { http } from "@zarrkit/store-http";
import { xor } from "zarr-codec-xor";
import { recordTraffic } from "../reading/traffic.js";
import { mountGallery } from "./gallery.js";
import "./style.css";

const traffic = recordTraffic();
registry.register(http({ fetch: traffic.fetch }), blosc(), gzip(), zstd(), xor());

mountGallery(document.querySelector("#gallery")!, {
  samples: new URL("samples/", document.baseURI).href,
  log: traffic.log,
  address: location,
});
