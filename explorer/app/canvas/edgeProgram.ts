import type Sigma from 'sigma';
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
// size at every zoom. A vertex is one of the line's corners, or one of the
// arrow's: only there is the ground as wide as an arrow.
const vertex = /* glsl */ `
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_size;
attribute float a_radius;
attribute float a_shift;
attribute float a_corner; // see corners below; + 16 where it is dashed
uniform mat3 u_matrix;
uniform vec2 u_screen;
uniform float u_sizeRatio;
varying vec4 v_color;
varying vec2 v_at;       // along and across
varying vec4 v_measure;  // length, half thickness, tip of the arrow or -1, dashed
const float bias = 255.0 / 254.0;
void main() {
  vec2 start = (u_matrix * vec3(a_start, 1)).xy * u_screen;
  vec2 end = (u_matrix * vec3(a_end, 1)).xy * u_screen;
  vec2 along = end - start;
  float far = max(length(along), 0.001);
  along /= far;
  vec2 across = vec2(-along.y, along.x);
  float dashed = step(15.5, a_corner);
  float corner = a_corner - 16.0 * dashed;
  float half_ = max(a_size, 1.0) * 0.5;
  float tip = -1.0;
  if (corner < 3.5) {
    v_at = vec2(corner < 1.5 ? 0.0 : far, (mod(corner, 2.0) * 2.0 - 1.0) * (half_ + 0.5));
  } else {
    tip = far - a_radius / u_sizeRatio - 1.0;
    v_at = corner < 4.5 ? vec2(tip + 2.0, 0.0) : vec2(tip - 10.0, corner < 5.5 ? 5.5 : -5.5);
    if (tip < 23.0) v_at = vec2(0.0);
  }
  gl_Position = vec4((start + along * v_at.x + across * (a_shift + v_at.y)) / u_screen, 0, 1);
  v_measure = vec4(far, half_, tip, dashed);
  v_color = a_color;
  v_color.a *= bias;
}`;

const fragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying vec4 v_measure;
void main(void) {
  float aside = abs(v_at.y);
  float cover;
  if (v_measure.z > 0.0) {
    float ahead = v_measure.z - v_at.x;
    float head = ahead * 0.42 * step(0.0, ahead) * step(ahead, 9.0);
    cover = smoothstep(-0.5, 0.5, head - aside) * step(0.001, head);
  } else {
    cover = 1.0 - smoothstep(v_measure.y - 0.5, v_measure.y + 0.5, aside);
    if (v_measure.w > 0.5) {
      float place = mod(v_at.x, 10.0);
      cover *= smoothstep(0.0, 1.0, place) * (1.0 - smoothstep(5.5, 6.5, place));
    }
  }
  gl_FragColor = v_color * cover;
}`;

const uniforms = ['u_matrix', 'u_screen', 'u_sizeRatio'] as const;
const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;

// Corners 0 to 3 are the line's, as two triangles: at its start (0, 1) and its
// end (2, 3), at one side or the other. 4 to 6 are the arrow's: tip and base.
const line = [0, 1, 2, 2, 1, 3];
const arrow = [4, 5, 6];
const dash = 16;

// From this many links on arrows are left out: they are too small to see.
const manyEdges = 3000;

// Draws links in one call: solid or dashed, beside each other where they
// are parallel, with an arrow where they have a direction. As with nodes there
// is no second drawing for the pointer, and there are no instances.
export class LinkProgram extends EdgeProgram<(typeof uniforms)[number]> {
  private corners: readonly number[] = [];

  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }

  override getDefinition() {
    return {
      VERTICES: line.length + arrow.length,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLES,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_start', size: 2, type: FLOAT },
        { name: 'a_end', size: 2, type: FLOAT },
        { name: 'a_size', size: 1, type: FLOAT },
        { name: 'a_radius', size: 1, type: FLOAT },
        { name: 'a_shift', size: 1, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_corner', size: 1, type: FLOAT },
      ],
    };
  }

  override reallocate(capacity: number): void {
    this.corners = capacity > manyEdges ? line : [...line, ...arrow];
    this.VERTICES = this.corners.length;
    this.STRIDE = this.VERTICES * this.ATTRIBUTES_ITEMS_COUNT;
    super.reallocate(capacity);
  }

  override processVisibleItem(_id: number, at: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const edge = data as DrawnEdge;
    const array = this.array;
    const color = floatColor(edge.color);
    for (const corner of this.corners) {
      if (corner > 3 && !edge.arrow) {
        array.fill(0, at, at += this.ATTRIBUTES_ITEMS_COUNT);
        continue;
      }
      array[at++] = from.x;
      array[at++] = from.y;
      array[at++] = to.x;
      array[at++] = to.y;
      array[at++] = edge.size;
      array[at++] = to.size;
      array[at++] = edge.shift;
      array[at++] = color;
      array[at++] = corner + (edge.dashed && corner < 4 ? dash : 0);
    }
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo): void {
    gl.uniformMatrix3fv(at['u_matrix'] ?? null, false, params.matrix);
    gl.uniform2f(at['u_screen'] ?? null, params.width / 2, params.height / 2);
    gl.uniform1f(at['u_sizeRatio'] ?? null, params.sizeRatio);
  }
}
