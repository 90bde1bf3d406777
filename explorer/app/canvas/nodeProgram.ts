import type Sigma from 'sigma';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { NodeProgram, type ProgramInfo } from 'sigma/rendering';
import { floatColor } from 'sigma/utils';

// What a node's display data holds besides sigma's own.
export interface Drawn extends NodeDisplayData {
  shape: number; // see shapes.ts
  group: boolean; // a cohort: a second outline around it
  outline: string; // colour of the border
}

const vertex = /* glsl */ `
attribute vec4 a_color;
attribute vec4 a_outline;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_outline;
varying vec2 v_at;      // in radii
varying float v_shape;
varying float v_pixel;  // of the screen, in radii
const float bias = 255.0 / 254.0;
void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.0;
  vec2 corner = vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + size * 1.4 * corner, 1)).xy, 0, 1);
  v_at = 2.8 * corner;
  v_shape = a_shape;
  v_pixel = u_sizeRatio / a_size;
  v_color = a_color;
  v_color.a *= bias;
  v_outline = a_outline;
  v_outline.a *= bias;
}`;

const fragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_outline;
varying vec2 v_at;
varying float v_shape;
varying float v_pixel;
const float pi = 3.14159265;

// Distances to outlines, negative within; y points up.
float polygon(vec2 p, float n, float radius, float turn) {
  float part = 2.0 * pi / n;
  float angle = atan(p.x, p.y) + turn;
  return cos(floor(0.5 + angle / part - 0.5) * part + part * 0.5 - angle) * length(p) - radius * cos(pi / n);
}
float star(vec2 p) {
  float part = pi / 5.0;
  float angle = mod(atan(p.x, p.y), 2.0 * part);
  if (angle > part) angle = 2.0 * part - angle;
  vec2 q = length(p) * vec2(sin(angle), cos(angle));
  vec2 tip = vec2(0.0, 1.2);
  vec2 dent = 0.58 * vec2(sin(part), cos(part));
  vec2 side = dent - tip;
  vec2 normal = normalize(vec2(-side.y, side.x));
  return dot(q - tip, normal);
}
float cross_(vec2 p) {
  p = abs(p);
  return max(min(p.x, p.y) - 0.42, max(p.x, p.y) - 1.0);
}
float distanceTo(vec2 p, float shape) {
  if (shape < 0.5) return length(p) - 0.92;
  if (shape < 1.5) return polygon(p, 4.0, 1.08, pi / 4.0);
  if (shape < 2.5) return polygon(p, 3.0, 1.22, 0.0);
  if (shape < 3.5) return polygon(p, 4.0, 1.1, 0.0);
  if (shape < 4.5) return polygon(p, 6.0, 1.04, 0.0);
  if (shape < 5.5) return star(p);
  if (shape < 6.5) return polygon(p, 3.0, 1.22, pi);
  if (shape < 7.5) return polygon(p, 5.0, 1.08, 0.0);
  if (shape < 8.5) return cross_(p);
  return polygon(p, 6.0, 1.04, pi / 6.0);
}
void main(void) {
  bool group = v_shape >= 100.0;
  float shape = group ? v_shape - 100.0 : v_shape;
  float scale = group ? 0.74 : 1.0;
  float d = distanceTo(v_at / scale, shape) * scale;
  float outer = group ? distanceTo(v_at / 1.12, shape) * 1.12 : d;
  float line = clamp(1.2 * v_pixel, 0.1, 0.22);
  vec4 color = mix(v_color, v_outline, smoothstep(-line - v_pixel, -line + 0.2 * v_pixel, d) * v_outline.a);
  float cover = 1.0 - smoothstep(-v_pixel, 0.2 * v_pixel, d);
  float ring = group ? 1.0 - smoothstep(0.5 * line, 0.5 * line + v_pixel, abs(outer + line)) : 0.0;
  vec4 ringed = vec4(v_color.rgb, v_color.a);
  gl_FragColor = mix(mix(vec4(0.0), ringed, ring), color, cover);
}`;

const uniforms = ['u_sizeRatio', 'u_correctionRatio', 'u_matrix'] as const;
const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;

const corners = [0, (2 * Math.PI) / 3, (4 * Math.PI) / 3];

// Draws all nodes in one call, whatever their shapes. What is under the pointer
// is found without a second drawing (hit.ts), and no instances are used: where a
// processor draws, each takes longer than the node itself.
export class ShapeProgram extends NodeProgram<(typeof uniforms)[number]> {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }

  override getDefinition() {
    return {
      VERTICES: corners.length,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLES,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT },
        { name: 'a_size', size: 1, type: FLOAT },
        { name: 'a_shape', size: 1, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_outline', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_angle', size: 1, type: FLOAT },
      ],
    };
  }

  override processVisibleItem(_id: number, at: number, data: NodeDisplayData): void {
    const node = data as Drawn;
    const array = this.array;
    const shape = node.shape + (node.group ? 100 : 0);
    const [color, outline] = [floatColor(node.color), floatColor(node.outline)];
    for (const angle of corners) {
      array[at++] = node.x;
      array[at++] = node.y;
      array[at++] = node.size;
      array[at++] = shape;
      array[at++] = color;
      array[at++] = outline;
      array[at++] = angle;
    }
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo): void {
    gl.uniform1f(at['u_correctionRatio'] ?? null, params.correctionRatio);
    gl.uniform1f(at['u_sizeRatio'] ?? null, params.sizeRatio);
    gl.uniformMatrix3fv(at['u_matrix'] ?? null, false, params.matrix);
  }
}
