import type Sigma from 'sigma';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import { floatColor } from 'sigma/utils';

// From this many links on they are hair lines that no pointer hits, until one
// looks closer: a processor alone takes seconds for more.
const atLeast = 10_000;
const closer = 0.3; // ratio of the camera

export const isHair = (links: number, ratio: number): boolean => links >= atLeast && ratio > closer;

const vertex = /* glsl */ `
attribute vec2 a_position;
attribute vec4 a_color;
uniform mat3 u_matrix;
uniform float u_cover;
varying vec4 v_color;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  v_color = vec4(a_color.rgb, 1) * u_cover;
}`;

const fragment = /* glsl */ `
precision mediump float;
varying vec4 v_color;
void main(void) {
  gl_FragColor = v_color;
}`;

const uniforms = ['u_matrix', 'u_cover'] as const;
const { UNSIGNED_BYTE, FLOAT, LINES } = WebGLRenderingContext;

// Draws links as thin, translucent lines: where there are many it grows dark.
export class HairProgram extends EdgeProgram<(typeof uniforms)[number]> {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }

  override getDefinition() {
    return {
      VERTICES: 2,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: LINES,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  override processVisibleItem(_id: number, at: number, from: NodeDisplayData, to: NodeDisplayData, { color }: EdgeDisplayData): void {
    const array = this.array;
    array[at++] = from.x;
    array[at++] = from.y;
    array[at++] = floatColor(color);
    array[at++] = to.x;
    array[at++] = to.y;
    array[at++] = floatColor(color);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo): void {
    gl.uniformMatrix3fv(at['u_matrix'] ?? null, false, params.matrix);
    gl.uniform1f(at['u_cover'] ?? null, Math.min(0.5, Math.max(0.025, 1500 / this.renderer.getGraph().size)));
  }
}
