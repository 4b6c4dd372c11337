// What the page uses of three.js and uPlot: esbuild drops the rest.
export {
  AmbientLight, BufferAttribute, BufferGeometry, CanvasTexture, Color, DoubleSide, DynamicDrawUsage, Float32BufferAttribute,
  Group, LineBasicMaterial, LineSegments, Mesh, PerspectiveCamera, PlaneGeometry, Scene, ShaderMaterial, Sprite,
  SpriteMaterial, Vector3, WebGLRenderer,
} from 'three';
export { OrbitControls } from 'three/addons/controls/OrbitControls.js';
export { default as uPlot } from 'uplot';
