import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import { floatColor } from 'sigma/utils';

// What an edge's display data holds besides sigma's own.
export interface DrawnEdge extends EdgeDisplayData {
  dashed: boolean; // inferred
  arrow: boolean; // it has a direction
  shift: number; // in pixels, to the side: parallel links beside each other
}

// All is computed in pixels of the screen, so that dashes and arrows keep their
// size at every zoom.
const vertex = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_size;
attribute float a_radius;
attribute float a_style; // dashed + 2 * arrow
attribute float a_shift;
attribute vec2 a_corner; // along 0 or 1, across -1 or 1
uniform mat3 u_matrix;
uniform vec2 u_screen;
uniform float u_sizeRatio;
uniform float u_reach;
uniform float u_plain;
varying vec4 v_color;
varying vec2 v_at;       // along and across
varying vec4 v_measure;  // length, half thickness, radius of the target, style
const float bias = 255.0 / 254.0;
void main() {
  vec2 start = (u_matrix * vec3(a_start, 1)).xy * u_screen;
  vec2 end = (u_matrix * vec3(a_end, 1)).xy * u_screen;
  vec2 along = end - start;
  float far = max(length(along), 0.001);
  along /= far;
  vec2 across = vec2(-along.y, along.x);
  float half_ = max(a_size, 1.0) * 0.5;
  float reach = u_plain > 0.5 ? 0.5 : max(u_reach, half_ + 0.5);
  vec2 at = mix(start, end, a_corner.x) + across * (a_shift + a_corner.y * reach);
  gl_Position = vec4(at / u_screen, 0, 1);
  v_at = vec2(a_corner.x * far, a_corner.y * reach);
  v_measure = vec4(far, half_, a_radius / u_sizeRatio, a_style);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const fragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying vec4 v_measure;
uniform float u_plain;
void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  if (u_plain > 0.5) {
    gl_FragColor = v_color;
    return;
  }
  float aside = abs(v_at.y);
  float cover = 1.0 - smoothstep(v_measure.y - 0.5, v_measure.y + 0.5, aside);
  bool dashed = mod(v_measure.w, 2.0) > 0.5;
  if (dashed) {
    float place = mod(v_at.x, 10.0);
    cover *= smoothstep(0.0, 1.0, place) * (1.0 - smoothstep(5.5, 6.5, place));
  }
  float tip = v_measure.x - v_measure.z - 1.0;
  if (v_measure.w > 1.5 && v_measure.x > v_measure.z + 24.0) {
    float head = (tip - v_at.x) * 0.42 * step(v_at.x, tip) * step(tip - 9.0, v_at.x);
    cover = max(cover, smoothstep(-0.5, 0.5, head - aside) * step(0.001, head));
  }
  gl_FragColor = v_color * cover;
  #endif
}`;

const uniforms = ['u_matrix', 'u_screen', 'u_sizeRatio', 'u_reach', 'u_plain'] as const;
const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;

// From this many links on arrows are left out: they are too small to see, and
// drawing them by a processor alone is slow.
const manyEdges = 3000;

// From this many links on they are hair lines that no pointer hits, until one
// looks closer: a processor alone takes seconds for more.
const hairLines = 10_000;
const closer = 0.3; // ratio of the camera

// Draws all links in one call: solid or dashed, beside each other where they
// are parallel, with an arrow where they have a direction.
export class LinkProgram extends EdgeProgram<(typeof uniforms)[number]> {
  override getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLES,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_start', size: 2, type: FLOAT },
        { name: 'a_end', size: 2, type: FLOAT },
        { name: 'a_size', size: 1, type: FLOAT },
        { name: 'a_radius', size: 1, type: FLOAT },
        { name: 'a_style', size: 1, type: FLOAT },
        { name: 'a_shift', size: 1, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
      CONSTANT_DATA: [[0, -1], [0, 1], [1, -1], [1, -1], [0, 1], [1, 1]],
    };
  }

  override processVisibleItem(id: number, at: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const edge = data as DrawnEdge;
    const array = this.array;
    array[at++] = from.x;
    array[at++] = from.y;
    array[at++] = to.x;
    array[at++] = to.y;
    array[at++] = edge.size;
    array[at++] = to.size;
    array[at++] = (edge.dashed ? 1 : 0) + (edge.arrow ? 2 : 0);
    array[at++] = edge.shift;
    array[at++] = floatColor(edge.color);
    array[at] = id;
  }

  override render(params: RenderParams): void {
    const pick = this.pickProgram;
    if (this.plain(params)) this.pickProgram = null;
    super.render(params);
    this.pickProgram = pick;
  }

  private plain(params: RenderParams): boolean {
    return this.renderer.getGraph().size > hairLines && params.zoomRatio > closer;
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo): void {
    const many = this.renderer.getGraph().size > manyEdges;
    gl.uniformMatrix3fv(at['u_matrix'] ?? null, false, params.matrix);
    gl.uniform2f(at['u_screen'] ?? null, params.width / 2, params.height / 2);
    gl.uniform1f(at['u_sizeRatio'] ?? null, params.sizeRatio);
    gl.uniform1f(at['u_reach'] ?? null, many ? 0 : 5);
    gl.uniform1f(at['u_plain'] ?? null, this.plain(params) ? 1 : 0);
  }
}
